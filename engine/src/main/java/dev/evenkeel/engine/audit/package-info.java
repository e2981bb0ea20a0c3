// SPDX-License-Identifier: Apache-2.0

/// The chain of a ledger: what an entry is, which hash it has to have, and where a chain does not hold.
/// The server and the command line check with the same class.
@NullMarked
package dev.evenkeel.engine.audit;

import org.jspecify.annotations.NullMarked;
