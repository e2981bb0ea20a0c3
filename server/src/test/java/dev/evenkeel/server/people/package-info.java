// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.server.people;

import org.jspecify.annotations.NullMarked;
