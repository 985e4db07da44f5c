/** HTTP for people and programs: devices, messages, live tails, health and metrics. Runs on threads of its own. */
package io.fivenines.gateway.api;
