// SPDX-License-Identifier: Apache-2.0

/// The control plane. `EvenkeelServer` starts it. The packages below form layers, lowest first: foundation,
/// flags, gates, rollouts, operations, decisions, console. A layer may use only itself and lower layers.
@NullMarked
package dev.evenkeel.server;

import org.jspecify.annotations.NullMarked;
