// SPDX-License-Identifier: Apache-2.0

/// Commands about what happened and who is told: events, sinks, routes.
@NullMarked
package dev.evenkeel.cli.event;

import org.jspecify.annotations.NullMarked;
