/*
 * Requests of trusted execution environments (linux/tee.h), with buffers that hold parameters of every attribute: as long as
 * they say, shorter and longer. Compiled by tests/requests.rs.
 */
#define _GNU_SOURCE
#include <linux/tee.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
static void go(unsigned long req, void *arg, size_t len, unsigned n, size_t off)
{
	struct tee_ioctl_param *p = (void *)((char *)arg + off);
	static const uint64_t attrs[] = {0,1,2,3,5,6,7,4,0x101, 0x105, 0x1ff};
	for (unsigned i = 0; i < n; i++) p[i] = (struct tee_ioctl_param){attrs[i % 11], 0x10 + i, 0x20 + i, 0x30 + i};
	struct tee_ioctl_buf_data b = { (uintptr_t)arg, len };
	ioctl(-1, req, &b);
	b.buf_len = len - 8; ioctl(-1, req, &b);
	b.buf_len = len + 32; ioctl(-1, req, &b);
}
int main(void)
{
	static const unsigned logins[] = { 0, 1, 2, 3, 4, 5, 6, 7, 0x80000000u };
	static char m[4096];
	struct tee_ioctl_open_session_arg *o = (void *)m;
	struct tee_ioctl_invoke_arg *v = (void *)m;
	struct tee_iocl_supp_recv_arg *r = (void *)m;
	struct tee_iocl_supp_send_arg *s = (void *)m;

	for (int n = 0; n < 40; n += n < 12 ? 1 : 9) {
		memset(m, 0, sizeof m);
		for (int i = 0; i < 16; i++) {
			o->uuid[i] = i;
			o->clnt_uuid[i] = 0xa0 + i;
		}
		o->clnt_login = logins[n % 9];
		o->cancel_id = 7;
		o->session = 9;
		o->ret = 0xffff0000;
		o->ret_origin = n % 6;
		o->num_params = n;
		go(TEE_IOC_OPEN_SESSION, m, sizeof *o + n * 32, n, sizeof *o);
		memset(m, 0, sizeof m);
		v->func = 3;
		v->session = 4;
		v->cancel_id = 5;
		v->ret = 0xffff000f;
		v->ret_origin = n % 6;
		v->num_params = n;
		go(TEE_IOC_INVOKE, m, sizeof *v + n * 32, n, sizeof *v);
		memset(m, 0, sizeof m);
		r->func = 3;
		r->num_params = n;
		go(TEE_IOC_SUPPL_RECV, m, sizeof *r + n * 32, n, sizeof *r);
		memset(m, 0, sizeof m);
		s->ret = 3;
		s->num_params = n;
		go(TEE_IOC_SUPPL_SEND, m, sizeof *s + n * 32, n, sizeof *s);
	}
	return 0;
}
