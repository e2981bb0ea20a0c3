// SPDX-License-Identifier: Apache-2.0

/// Notification model: events, rules that select them for channels, grouping, and retry of failed deliveries.
@NullMarked
package dev.evenkeel.engine.notification;

import org.jspecify.annotations.NullMarked;
