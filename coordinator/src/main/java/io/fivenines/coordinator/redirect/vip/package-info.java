/** Virtual addresses on hosts: who may have one by whose lease, and the tools that put it there. */
package io.fivenines.coordinator.redirect.vip;
