package org.haidang.programme.facility;

/**
 * Who takes a step: signatures and acceptances need a person, measurements may come from a machine.
 */
public sealed interface Actor {

    String name();

    record Person(String name) implements Actor {
        public Person {
            requireName(name);
        }
    }

    record Machine(String name) implements Actor {
        public Machine {
            requireName(name);
        }
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an actor has a name");
        }
    }
}
