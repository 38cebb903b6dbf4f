//! A map that keeps the order in which a person wrote it and refuses a key written twice.

use indexmap::IndexMap;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::Arc;

/// Entries by key, in the order in which they were added.
///
/// Two maps are equal when they hold the same entries in the same order: the order is part of
/// what a person wrote.
///
/// A clone shares the entries until one of the two is changed: an undo history holds hundreds of documents that differ
/// in one map each.
#[derive(Debug)]
pub struct Ordered<K, V>(Arc<IndexMap<K, V>>);

impl<K, V> Clone for Ordered<K, V> {
    fn clone(&self) -> Self {
        Ordered(self.0.clone())
    }
}

impl<K: Hash + Eq, V> Ordered<K, V> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0.get(key)
    }

    /// Whether there is such a key.
    pub fn contains(&self, key: &K) -> bool {
        self.0.contains_key(key)
    }

    /// Where a key stands in the order.
    pub fn index_of(&self, key: &K) -> Option<usize> {
        self.0.get_index_of(key)
    }

    /// The entry at a place in the order.
    pub fn at(&self, index: usize) -> Option<(&K, &V)> {
        self.0.get_index(index)
    }

    /// The entries in order.
    pub fn iter(&self) -> indexmap::map::Iter<'_, K, V> {
        self.0.iter()
    }

    /// The keys in order.
    pub fn keys(&self) -> indexmap::map::Keys<'_, K, V> {
        self.0.keys()
    }

    /// The values in order.
    pub fn values(&self) -> indexmap::map::Values<'_, K, V> {
        self.0.values()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Changing.
impl<K: Hash + Eq + Clone, V: Clone> Ordered<K, V> {
    /// The entries, no longer shared.
    fn entries(&mut self) -> &mut IndexMap<K, V> {
        Arc::make_mut(&mut self.0)
    }

    /// The value of a key, to be changed in place.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.entries().get_mut(key)
    }

    /// Puts a value: in its place if the key is known, else at the end.
    pub fn put(&mut self, key: K, value: V) {
        self.entries().insert(key, value);
    }

    /// Removes an entry; the others keep their order.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.entries().shift_remove(key)
    }

    /// Keeps the entries for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
        self.entries().retain(keep);
    }

    /// The values in order, to be changed in place.
    pub fn values_mut(&mut self) -> indexmap::map::ValuesMut<'_, K, V> {
        self.entries().values_mut()
    }
}

impl<K, V> Default for Ordered<K, V> {
    fn default() -> Self {
        Ordered(Arc::default())
    }
}

impl<K: PartialEq + Hash + Eq, V: PartialEq> PartialEq for Ordered<K, V> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.len() == other.0.len() && self.0.iter().eq(other.0.iter())
    }
}

impl<K: Clone, V: Clone> IntoIterator for Ordered<K, V> {
    type Item = (K, V);
    type IntoIter = indexmap::map::IntoIter<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Ordered<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Ordered(Arc::new(entries.into_iter().collect()))
    }
}

impl<'a, K: Hash + Eq, V> IntoIterator for &'a Ordered<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = indexmap::map::Iter<'a, K, V>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<K: Serialize + Hash + Eq, V: Serialize> Serialize for Ordered<K, V> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter())
    }
}

impl<'de, K, V> Deserialize<'de> for Ordered<K, V>
where
    K: Deserialize<'de> + Hash + Eq + fmt::Display,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(PhantomData<(K, V)>);
        impl<'de, K, V> Visitor<'de> for Entries<K, V>
        where
            K: Deserialize<'de> + Hash + Eq + fmt::Display,
            V: Deserialize<'de>,
        {
            type Value = Ordered<K, V>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a map { \"id\": … }")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = IndexMap::new();
                while let Some(key) = map.next_key::<K>()? {
                    if entries.contains_key(&key) {
                        return Err(de::Error::custom(format!("the id “{key}” is used twice")));
                    }
                    let value = map.next_value()?;
                    entries.insert(key, value);
                }
                Ok(Ordered(Arc::new(entries)))
            }
        }
        from.deserialize_map(Entries(PhantomData))
    }
}
