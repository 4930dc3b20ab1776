//! What is refused on its way out: broadcasts, routes, packet filters; each in a network namespace of its own.

use crate::table::{Table, scene};

const UDP: &str = "socket 2 2 0 + ";
const USER: &str = "{denied} user 65501 65501 --";

/// sendto(2) of a byte by the socket that was just made, to an IPv4 address and port 9.
fn send(to: [u8; 4]) -> String {
    let [a, b, c, d] = to;
    format!("{UDP}sendto % x 1 0 @02000009{a:02x}{b:02x}{c:02x}{d:02x}0000000000000000 16")
}

#[test]
fn what_is_refused_on_its_way_out_is_named() {
    let Some(scene) = scene() else { return };
    if crate::absent("ip") || crate::absent("unshare") {
        return;
    }
    scene.script(
        "up",
        "ip link set lo up && ip addr add 10.8.0.1/30 dev lo && ip route add prohibit 10.9.0.0/16 && exec \"$@\"",
    );
    let net = "unshare -n {up}";
    let user = format!("{net} {USER}");
    let mut table = Table::new(&scene);
    for (inside, calls, expected, word) in [
        (net, send([127, 255, 255, 255]), "state, proved", "SO_BROADCAST is not set"),
        // Its last byte is not 255: the kernel's table tells.
        (user.as_str(), send([10, 8, 0, 3]), "state, proved", "SO_BROADCAST is not set"),
        (
            net,
            format!("{UDP}connect % @020000097fffffff0000000000000000 16"),
            "state, proved",
            "SO_BROADCAST",
        ),
        (net, send([10, 9, 0, 1]), "route, likely", "ip route get 10.9.0.1"),
    ] {
        let said = table.refused(inside, &calls, expected, None);
        table.check(&calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
    // The advice: SOL_SOCKET 1, SO_BROADCAST 6; the socket is 3.
    let allow = "socket 2 2 0 + setsockopt 3 1 6 @01000000 4";
    let asked = format!("{allow} + sendto 3 x 1 0 @020000097fffffff0000000000000000 16");
    let output = scene.run(&format!("{net} {{refused}} {asked}"));
    table.check("sendto", output.status.success(), || {
        format!("with SO_BROADCAST it ends with {:?}", output.status)
    });
    table.end();
}

#[test]
fn what_a_packet_filter_drops_is_named() {
    let Some(scene) = scene() else { return };
    if crate::absent("ip") || crate::absent("iptables") || crate::absent("unshare") {
        return;
    }
    scene.script("drops", "ip link set lo up && iptables -A OUTPUT -p udp --dport 9 -j DROP && exec \"$@\"");
    if !scene.run("unshare -n {drops} true").status.success() {
        return crate::common::missing("a packet filter");
    }
    scene.script("opens", "ip link set lo up && exec \"$@\"");
    let mut table = Table::new(&scene);
    let connected = "socket 2 2 0 + connect 3 @020000097f0000010000000000000000 16 + write 3 x 1";
    for calls in [send([127, 0, 0, 1]), connected.to_owned()] {
        let said =
            table.refused("unshare -n {drops}", &calls, "packet-filter, likely", Some("unshare -n {opens}"));
        table.check(&calls, said.contains("iptables -S OUTPUT"), || said.clone());
    }
    table.end();
}
