// SPDX-License-Identifier: Apache-2.0

/// Commands about the audit ledger.
@NullMarked
package dev.evenkeel.cli.audit;

import org.jspecify.annotations.NullMarked;
