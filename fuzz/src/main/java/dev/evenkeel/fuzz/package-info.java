// SPDX-License-Identifier: Apache-2.0

/// Broken inputs for tests of whatever reads outside bytes: made from valid ones, the same for the same
/// seed.
@NullMarked
package dev.evenkeel.fuzz;

import org.jspecify.annotations.NullMarked;
