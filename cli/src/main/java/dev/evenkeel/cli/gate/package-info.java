// SPDX-License-Identifier: Apache-2.0

/// Commands for gates, approvals, overrides, freeze windows and pausing releases.
@NullMarked
package dev.evenkeel.cli.gate;

import org.jspecify.annotations.NullMarked;
