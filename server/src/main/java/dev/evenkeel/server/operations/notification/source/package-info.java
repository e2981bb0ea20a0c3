// SPDX-License-Identifier: Apache-2.0

/// Detects events in the audit log and in changes of state of rollouts, gates, SLOs and incidents. Start here
/// to add an event.
@NullMarked
package dev.evenkeel.server.operations.notification.source;

import org.jspecify.annotations.NullMarked;
