// SPDX-License-Identifier: Apache-2.0

/// Random ids, hashes of secrets, and encryption of secrets in the database.
@NullMarked
package dev.evenkeel.server.foundation.security.secrets;

import org.jspecify.annotations.NullMarked;
