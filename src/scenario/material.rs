//! The two materials that a partner shares, and values held for each of them.

/// What a partner shares; by default the material that reacts first and hardest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Material {
    /// Content: what the partner knows.
    Content,
    /// Sources and methods: how it knows.
    #[default]
    SourcesAndMethods,
}

impl Material {
    /// Both, in the order in which they are shown.
    pub const ALL: [Material; 2] = [Material::Content, Material::SourcesAndMethods];

    /// The name where room is short: on a plot, beside a number.
    pub fn short_name(self) -> &'static str {
        match self {
            Material::Content => "content",
            Material::SourcesAndMethods => "sources",
        }
    }

    /// The name in running text.
    pub fn name(self) -> &'static str {
        match self {
            Material::Content => "content",
            Material::SourcesAndMethods => "sources and methods",
        }
    }
}

/// One value for each material.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PerMaterial<T> {
    /// Of content.
    pub content: T,
    /// Of sources and methods.
    pub methods: T,
}

impl<T> PerMaterial<T> {
    /// The value of a material.
    pub fn of(&self, material: Material) -> &T {
        match material {
            Material::Content => &self.content,
            Material::SourcesAndMethods => &self.methods,
        }
    }
}
