// SPDX-License-Identifier: Apache-2.0

/// Pauses releases in an environment, and the gate that enforces the pause. Rollbacks are never blocked.
@NullMarked
package dev.evenkeel.server.gates.pause;

import org.jspecify.annotations.NullMarked;
