// SPDX-License-Identifier: Apache-2.0

/// Flag usage by SDKs, code references and staleness.
@NullMarked
package dev.evenkeel.server.flags.usage;

import org.jspecify.annotations.NullMarked;
