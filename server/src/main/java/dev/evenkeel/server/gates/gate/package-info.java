// SPDX-License-Identifier: Apache-2.0

/// The `Gate` interface and gate policies. To add a gate, implement `Gate` as a bean; any higher group can do
/// so.
@NullMarked
package dev.evenkeel.server.gates.gate;

import org.jspecify.annotations.NullMarked;
