// SPDX-License-Identifier: Apache-2.0

/// Hash chain of the audit log: entries, their hashes, and the check that finds the first broken link. The
/// server and the CLI verify with the same class.
@NullMarked
package dev.evenkeel.engine.audit;

import org.jspecify.annotations.NullMarked;
