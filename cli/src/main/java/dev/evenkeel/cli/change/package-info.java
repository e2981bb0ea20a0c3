// SPDX-License-Identifier: Apache-2.0

/// Commands about changes to production.
@NullMarked
package dev.evenkeel.cli.change;

import org.jspecify.annotations.NullMarked;
