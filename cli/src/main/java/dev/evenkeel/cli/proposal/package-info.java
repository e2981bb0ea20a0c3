// SPDX-License-Identifier: Apache-2.0

/// Commands for flag changes that wait for approval.
@NullMarked
package dev.evenkeel.cli.proposal;

import org.jspecify.annotations.NullMarked;
