// SPDX-License-Identifier: Apache-2.0

/// Commands for notification channels, notification rules, deliveries and events.
@NullMarked
package dev.evenkeel.cli.notification;

import org.jspecify.annotations.NullMarked;
