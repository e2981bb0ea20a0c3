// SPDX-License-Identifier: Apache-2.0

/// Commands about the technology register.
@NullMarked
package dev.evenkeel.cli.tech;

import org.jspecify.annotations.NullMarked;
