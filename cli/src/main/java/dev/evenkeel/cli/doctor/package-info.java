// SPDX-License-Identifier: Apache-2.0

/// `evenkeel doctor`: probes this machine, the server, its database and the path of event streams, and prints
/// findings with remedies from `engine.doctor`.
@NullMarked
package dev.evenkeel.cli.doctor;

import org.jspecify.annotations.NullMarked;
