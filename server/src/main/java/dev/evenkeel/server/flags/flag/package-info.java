// SPDX-License-Identifier: Apache-2.0

/// Stored flag sets of environments: the author's definition and the splits of running rollouts and experiments
/// under one revision number. `FlagService` applies every change of flags.
@NullMarked
package dev.evenkeel.server.flags.flag;

import org.jspecify.annotations.NullMarked;
