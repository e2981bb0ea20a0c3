// SPDX-License-Identifier: Apache-2.0

/// Commands that list, export and verify the audit log. Verification recomputes the hash chain and compares it
/// with published heads.
@NullMarked
package dev.evenkeel.cli.audit;

import org.jspecify.annotations.NullMarked;
