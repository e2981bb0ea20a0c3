// SPDX-License-Identifier: Apache-2.0

/// Commands about servers by name.
@NullMarked
package dev.evenkeel.cli.profile;

import org.jspecify.annotations.NullMarked;
