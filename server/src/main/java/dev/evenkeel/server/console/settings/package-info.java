// SPDX-License-Identifier: Apache-2.0

/// Settings page: effective options, limits, retention and server information.
@NullMarked
package dev.evenkeel.server.console.settings;

import org.jspecify.annotations.NullMarked;
