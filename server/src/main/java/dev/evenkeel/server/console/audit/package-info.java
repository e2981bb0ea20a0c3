// SPDX-License-Identifier: Apache-2.0

/// Audit log pages: list with filters, and one entry with its differences.
@NullMarked
package dev.evenkeel.server.console.audit;

import org.jspecify.annotations.NullMarked;
