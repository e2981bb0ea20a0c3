// SPDX-License-Identifier: Apache-2.0

/// Server options from the command line, environment and defaults.
@NullMarked
package dev.evenkeel.server.foundation.config;

import org.jspecify.annotations.NullMarked;
