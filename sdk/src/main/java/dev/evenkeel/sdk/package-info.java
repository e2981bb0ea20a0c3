// SPDX-License-Identifier: Apache-2.0

/// Evenkeel in a service: evaluate flags, run a change beside what it replaces, and report what happened.
@NullMarked
package dev.evenkeel.sdk;

import org.jspecify.annotations.NullMarked;
