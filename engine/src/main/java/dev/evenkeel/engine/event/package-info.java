// SPDX-License-Identifier: Apache-2.0

/// What Evenkeel tells the world: events, who is told of which, when, and how often it is tried.
@NullMarked
package dev.evenkeel.engine.event;

import org.jspecify.annotations.NullMarked;
