// SPDX-License-Identifier: Apache-2.0

/// The `Gate` interface and gate policies. Implement `Gate` as a bean to add a gate; a feature in any higher
/// group can do so.
@NullMarked
package dev.evenkeel.server.gates.gate;

import org.jspecify.annotations.NullMarked;
