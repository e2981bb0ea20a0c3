// SPDX-License-Identifier: Apache-2.0

/// The control plane. `EvenkeelServer` starts it; the packages below form groups, lowest first: foundation,
/// flags, gates, rollouts, operations, decisions, console, and a group may use only itself and lower ones.
@NullMarked
package dev.evenkeel.server;

import org.jspecify.annotations.NullMarked;
