// SPDX-License-Identifier: Apache-2.0

/// Commands about incidents.
@NullMarked
package dev.evenkeel.cli.incident;

import org.jspecify.annotations.NullMarked;
