// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.server.usage;

import org.jspecify.annotations.NullMarked;
