// SPDX-License-Identifier: Apache-2.0

/// Notification channels, rules, events and the delivery outbox. Deliveries run on their own threads after
/// commit, so a slow receiver never delays a rollback.
@NullMarked
package dev.evenkeel.server.operations.notification;

import org.jspecify.annotations.NullMarked;
