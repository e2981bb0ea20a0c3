// SPDX-License-Identifier: Apache-2.0

/// Page of notification channels, rules and deliveries.
@NullMarked
package dev.evenkeel.server.console.notification;

import org.jspecify.annotations.NullMarked;
