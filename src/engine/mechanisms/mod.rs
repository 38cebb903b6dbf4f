//! The model's equations. The simulation decides when each is used. The sections of the model's text, and where
//! they are:
//!
//! | section | file |
//! |---|---|
//! | 1 levels | `level` |
//! | 2 who comes to know | `cascade` |
//! | 3 whether the source is found | `attribution` |
//! | 4 whether the originator learns of it | `detection` |
//! | 5 how severe the breach is | `breach` |
//! | 6 beliefs | `belief` |
//! | 7 willingness | `willingness` |
//! | 8 month by month | `simulation::months` |
//! | 9 what home gains and loses | `ledger`, `credibility` |
//! | 10 uncertainty | `simulation::inputs`, `simulation::ensemble` |
//! | 11 why | `analysis::shapley` |

pub mod attribution;
pub mod belief;
pub mod breach;
pub mod cascade;
pub mod consent;
pub mod credibility;
pub mod detection;
pub mod ledger;
pub mod level;
pub mod willingness;
