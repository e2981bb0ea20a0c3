// SPDX-License-Identifier: Apache-2.0

/// The command `evenkeel doctor`: probes of this machine, the server, its database and the path of event
/// streams, which report findings with remedies from `engine.doctor`.
@NullMarked
package dev.evenkeel.cli.doctor;

import org.jspecify.annotations.NullMarked;
