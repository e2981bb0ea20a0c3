// SPDX-License-Identifier: Apache-2.0

/// Formats and sends messages to each type of channel. Start with `MessageRenderer` to add a type.
@NullMarked
package dev.evenkeel.server.operations.notification.channel;

import org.jspecify.annotations.NullMarked;
