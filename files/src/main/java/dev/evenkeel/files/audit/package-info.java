// SPDX-License-Identifier: Apache-2.0

/// File formats of the audit log: entries as JSON Lines, signed heads as JWS, and the signing and verification
/// keys.
@NullMarked
package dev.evenkeel.files.audit;

import org.jspecify.annotations.NullMarked;
