// SPDX-License-Identifier: Apache-2.0

/// Commands for environments and their SDK instances.
@NullMarked
package dev.evenkeel.cli.environment;

import org.jspecify.annotations.NullMarked;
