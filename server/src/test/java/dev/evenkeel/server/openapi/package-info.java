// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.server.openapi;

import org.jspecify.annotations.NullMarked;
