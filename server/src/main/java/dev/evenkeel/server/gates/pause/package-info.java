// SPDX-License-Identifier: Apache-2.0

/// Release pauses in an environment, and the gate that enforces them. Rollbacks are never blocked.
@NullMarked
package dev.evenkeel.server.gates.pause;

import org.jspecify.annotations.NullMarked;
