// SPDX-License-Identifier: Apache-2.0

/// Page of connected SDK clients and outcome senders.
@NullMarked
package dev.evenkeel.server.console.client;

import org.jspecify.annotations.NullMarked;
