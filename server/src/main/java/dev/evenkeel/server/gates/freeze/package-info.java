// SPDX-License-Identifier: Apache-2.0

/// Freeze windows and the gate that blocks changes during them.
@NullMarked
package dev.evenkeel.server.gates.freeze;

import org.jspecify.annotations.NullMarked;
