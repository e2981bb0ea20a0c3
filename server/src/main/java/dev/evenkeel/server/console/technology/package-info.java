// SPDX-License-Identifier: Apache-2.0

/// Technology radar page.
@NullMarked
package dev.evenkeel.server.console.technology;

import org.jspecify.annotations.NullMarked;
