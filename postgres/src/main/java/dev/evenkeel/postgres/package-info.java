// SPDX-License-Identifier: Apache-2.0

/// Embedded PostgreSQL for servers without a separate database: starts, recovers and stops with the
/// server.
@NullMarked
package dev.evenkeel.postgres;

import org.jspecify.annotations.NullMarked;
