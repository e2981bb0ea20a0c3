// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.server.doctor;

import org.jspecify.annotations.NullMarked;
