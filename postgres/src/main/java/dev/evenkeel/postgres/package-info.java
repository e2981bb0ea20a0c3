// SPDX-License-Identifier: Apache-2.0

/// Embedded PostgreSQL for servers that have no database of their own: starts, recovers and stops with the
/// server.
@NullMarked
package dev.evenkeel.postgres;

import org.jspecify.annotations.NullMarked;
