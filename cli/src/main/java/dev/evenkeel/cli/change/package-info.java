// SPDX-License-Identifier: Apache-2.0

/// Commands that record, import and list changes to production, and report DORA metrics.
@NullMarked
package dev.evenkeel.cli.change;

import org.jspecify.annotations.NullMarked;
