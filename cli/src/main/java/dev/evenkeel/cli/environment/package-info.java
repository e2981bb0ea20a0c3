// SPDX-License-Identifier: Apache-2.0

/// Commands about environments and their keys.
@NullMarked
package dev.evenkeel.cli.environment;

import org.jspecify.annotations.NullMarked;
